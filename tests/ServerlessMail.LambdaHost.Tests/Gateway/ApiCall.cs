using System.Text;

namespace ServerlessMail.LambdaHost.Tests.Gateway;

/// <summary>A request as the Runtime API got it.</summary>
/// <param name="Connection">Which connection it came over, from 1.</param>
/// <param name="Method">As in the request line.</param>
/// <param name="Path">As in the request line.</param>
/// <param name="Headers">By their names in any case.</param>
/// <param name="Body">Empty where there was none.</param>
internal sealed record ApiCall(int Connection, string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public const string Root = "/2018-06-01/runtime/";

    public bool IsNext => Path == Root + "invocation/next";

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The path without what all have in common.</summary>
    public string What => Path.StartsWith(Root, StringComparison.Ordinal) ? Path[Root.Length..] : Path;
}
