using System.Collections.Immutable;
using System.Globalization;
using ServerlessMail.Core.Attachments;

namespace ServerlessMail.Cli.Forms;

/// <summary>Reads what files a form takes: <c>off</c>, or <c>{ count: 10, size: 4MB, types: [pdf, png] }</c>, of which each key may be left out.</summary>
internal static class AttachmentRules
{
    private const string Off = "off";
    private const int KiloByte = 1024;

    public static FormAttachments? Read(YamlNode? node, FaultList faults)
    {
        if (node is null or YamlNode.Scalar { Value: Off })
            return null;
        if (node is YamlNode.Scalar other)
        {
            faults.Add(other.At, $"'attachments' is off or such as {{ count: 3, size: 4MB, types: [pdf, jpeg] }}, not {FaultList.Quote(other.Value)}.");
            return null;
        }

        return KeyedNode.Of(node, "'attachments'", ["count", "size", "types"], faults) is { } keys
            ? new FormAttachments(Count(keys, faults), Size(keys, faults), Types(keys, faults))
            : null;
    }

    /// <summary>A size as the file has it, in the largest unit that keeps it whole.</summary>
    public static string SizeText(int bytes) => bytes % (KiloByte * KiloByte) == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / KiloByte / KiloByte}MB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / KiloByte}KB");

    private static int Count(KeyedNode keys, FaultList faults)
    {
        if (keys.Text("count") is not { } text)
            return FormAttachments.MostFiles;
        if (!int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > FormAttachments.MostFiles)
            faults.Add(text.At, $"'count' is a number of files from 1 to {FormAttachments.MostFiles}, not {FaultList.Quote(text.Value)}.");
        return count;
    }

    private static int Size(KeyedNode keys, FaultList faults)
    {
        if (keys.Text("size") is not { } text)
            return FormAttachments.MostBytes;
        var unit = text.Value.EndsWith("MB", StringComparison.Ordinal) ? KiloByte * KiloByte : text.Value.EndsWith("KB", StringComparison.Ordinal) ? KiloByte : 0;
        if (unit > 0 && int.TryParse(text.Value.AsSpan(0, text.Value.Length - 2).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count > 0 && count <= FormAttachments.MostBytes / unit)
            return count * unit;
        faults.Add(text.At, $"'size' is what all files together may have, such as 500KB or 2MB, at most {SizeText(FormAttachments.MostBytes)}, not {FaultList.Quote(text.Value)}.");
        return FormAttachments.MostBytes;
    }

    private static ImmutableArray<string> Types(KeyedNode keys, FaultList faults)
    {
        if (keys.Texts("types") is not { } texts)
            return FormAttachments.UsualTypes;
        if (texts.IsEmpty && keys.Find("types") is YamlNode.Sequence none)
            faults.Add(none.At, "'types' names no type of file; leave it out for the usual ones, or write attachments: off.");
        var types = new List<string>();
        foreach (var text in texts)
        {
            if (FileKinds.TryFind(text.Value, out var kind))
                types.Add(kind.Name);
            else
                faults.Add(text.At, $"{FaultList.Quote(text.Value)} is no type of file that is taken: there are {string.Join(", ", FileKinds.All.Select(one => one.Name))}.");
        }

        return [.. types.Distinct()];
    }
}
