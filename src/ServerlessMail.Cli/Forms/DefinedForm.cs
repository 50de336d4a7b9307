using ServerlessMail.Core.Forms;
using YamlDotNet.Core;

namespace ServerlessMail.Cli.Forms;

/// <summary>A form as a file defines it.</summary>
/// <param name="Form">The definition, as version 0.</param>
/// <param name="FromAt">Where its sender stands.</param>
internal sealed record DefinedForm(Form Form, Mark FromAt);
