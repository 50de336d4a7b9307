using ServerlessMail.Http.Pages;

namespace ServerlessMail.Local;

/// <summary>Styles and scripts that are embedded in this part.</summary>
internal static class Assets
{
    /// <summary>Reads one by its folder and name, with a dot between.</summary>
    public static PageAsset Read(string name)
    {
        using var reader = new StreamReader(typeof(Assets).Assembly.GetManifestResourceStream($"ServerlessMail.Local.{name}")
            ?? throw new InvalidOperationException($"{name} is not embedded."));
        return new PageAsset(reader.ReadToEnd());
    }
}
