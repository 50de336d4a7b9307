using System.Collections.Immutable;
using System.Text;
using ServerlessMail.Core.Forms;
using YamlDotNet.Core;

namespace ServerlessMail.Cli.Forms;

/// <summary>What <c>smail forms apply</c> takes: definitions of forms in YAML. Reading tells everything that is wrong, not the first thing.</summary>
/// <param name="Forms">The forms without faults, in the order of the file.</param>
/// <param name="Faults">All faults in the order of the file. With one of them nothing of the file may be used.</param>
internal sealed record FormsFile(ImmutableArray<DefinedForm> Forms, ImmutableArray<FileFault> Faults)
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MaxBytes = 1 << 20;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static FormsFile Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
            return Refuse(new FileFault(1, 1, $"the file is larger than {MaxBytes >> 20} MB."));
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        try
        {
            return Read(Utf8.GetString(bytes));
        }
        catch (DecoderFallbackException fault)
        {
            var before = bytes[..Math.Clamp(fault.Index, 0, bytes.Length)];
            return Refuse(new FileFault(before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'), "this is not UTF-8; save the file in that encoding."));
        }
    }

    public static FormsFile Read(string text)
    {
        var faults = new FaultList();
        var root = YamlTree.Read(text, faults);
        if (root is null && faults.Count == 0)
            faults.Add(Mark.Empty, "the file is empty; 'smail forms init' writes one to start from.");
        var forms = root is null ? [] : FormsOf(root, faults);
        return new FormsFile(forms, faults.InOrder());
    }

    private static FormsFile Refuse(FileFault fault) => new([], [fault]);

    private static ImmutableArray<DefinedForm> FormsOf(YamlNode root, FaultList faults)
    {
        if (KeyedNode.Of(root, "the file", ["forms"], faults) is not { } file)
            return [];
        switch (file.Find("forms"))
        {
            case YamlNode.Mapping { Entries.Length: > 0 } mapping:
                return [.. mapping.Entries.Select(entry => Read(entry, faults)).OfType<DefinedForm>()];
            case null or YamlNode.Mapping:
                faults.Add(root.At, "the file defines no form: name one under 'forms'.");
                return [];
            case { } other:
                faults.Add(other.At, $"'forms' must be a mapping of form names; this is {other.Kind}.");
                return [];
        }
    }

    private static DefinedForm? Read(YamlEntry entry, FaultList faults)
    {
        if (!FormName.TryParse(entry.Key.Value, out var name))
            faults.Add(entry.Key.At, $"{FaultList.Quote(entry.Key.Value)} is not a form name: 1 to {FormName.MaxLength} of a-z, 0-9, - and _, beginning with a letter or digit.");

        // The definition is read under a wrong name too, so that its own faults are told at once.
        var form = FormReader.Read(name ?? FormName.Parse("unnamed"), entry, faults);
        return name is null ? null : form;
    }
}
