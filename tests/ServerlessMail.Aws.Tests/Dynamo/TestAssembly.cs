using ServerlessMail.Testing.Emulators;

// One emulator for all tests; each has a table of its own.
[assembly: AssemblyFixture(typeof(Dynalite))]
