using ServerlessMail.Testing.Emulators;

// One of each emulator for all tests; each test has a table and queues of its own.
[assembly: AssemblyFixture(typeof(Dynalite))]
[assembly: AssemblyFixture(typeof(LocalSqs))]
