namespace ServerlessMail.Cli.Forms;

/// <summary>A key of a mapping and what stands behind it.</summary>
internal sealed record YamlEntry(YamlNode.Scalar Key, YamlNode Value);
