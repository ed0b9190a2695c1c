export { connectClient, type ConnectOptions } from './connect.client.js';
