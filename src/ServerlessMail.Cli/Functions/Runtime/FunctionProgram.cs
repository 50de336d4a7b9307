using System.Diagnostics;

namespace ServerlessMail.Cli.Functions.Runtime;

/// <summary>A published program, and how it is started here.</summary>
/// <param name="File">The executable.</param>
/// <param name="Arguments">What must stand behind it.</param>
/// <param name="Directory">Where it lies: on Lambda, <c>LAMBDA_TASK_ROOT</c>.</param>
internal sealed record FunctionProgram(string File, IReadOnlyList<string> Arguments, string Directory)
{
    private const string Name = "bootstrap";

    /// <summary>The program in a directory; null where there is none. Native or with its own host, it is started as Lambda does; a bare assembly by <c>dotnet</c>.</summary>
    public static FunctionProgram? Find(string directory)
    {
        var root = Path.GetFullPath(directory);
        var executable = Path.Combine(root, Name);
        var assembly = executable + ".dll";
        return System.IO.File.Exists(executable) ? new FunctionProgram(executable, [], root)
            : System.IO.File.Exists(assembly) ? new FunctionProgram("dotnet", [assembly], root)
            : null;
    }

    /// <summary>How a process of it is started.</summary>
    /// <param name="environment">Variables besides those of this process; a null takes one away.</param>
    public ProcessStartInfo Start(IReadOnlyDictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(File, Arguments)
        {
            WorkingDirectory = Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }
}
