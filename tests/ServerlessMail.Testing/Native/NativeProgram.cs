using ServerlessMail.Testing.Emulators;

namespace ServerlessMail.Testing.Native;

/// <summary>The natively compiled Lambda program, as <c>./test.sh</c> publishes it before the tests where it finds a C compiler.</summary>
public static class NativeProgram
{
    /// <summary>The directory that it was published to. Skips the running test where it was not.</summary>
    public static string Directory
    {
        get
        {
            var directory = System.IO.Path.Combine(TestsDirectory.Repository, "artifacts", "native");
            if (!File.Exists(System.IO.Path.Combine(directory, "bootstrap")))
                Assert.Skip("The Lambda program is not compiled natively: ./test.sh does so where clang is installed.");
            return directory;
        }
    }

    /// <summary>The program itself.</summary>
    public static string Path => System.IO.Path.Combine(Directory, "bootstrap");
}
