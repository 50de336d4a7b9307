// Ties an emulator's life to its caller's: it tells its port as one line on stdout, and ends when stdin does.
export function serve(server) {
  const tell = () => console.log(server.address().port);
  if (server.listening) tell();
  else server.once('listening', tell);
  process.stdin.resume();
  process.stdin.once('end', () => process.exit(0));
  process.stdin.once('error', () => process.exit(0));
}
