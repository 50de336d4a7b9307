using System.Text;
using ServerlessMail.Http.Pages;

namespace ServerlessMail.Local;

/// <summary>Styles and scripts that are embedded in this part.</summary>
internal static class Assets
{
    /// <summary>Reads some by their folders and names, with dots between; one follows the other.</summary>
    public static PageAsset Read(params ReadOnlySpan<string> names)
    {
        var text = new StringBuilder();
        foreach (var name in names)
            text.Append(Encoding.UTF8.GetString(Bytes(name)));
        return new PageAsset(text.ToString());
    }

    /// <summary>Reads one as it is.</summary>
    public static byte[] Bytes(string name)
    {
        using var embedded = typeof(Assets).Assembly.GetManifestResourceStream($"ServerlessMail.Local.{name}")
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        var bytes = new byte[embedded.Length];
        embedded.ReadExactly(bytes);
        return bytes;
    }
}
