using ServerlessMail.Cli.Forms;

namespace ServerlessMail.Cli.Commands;

/// <summary>What <c>forms apply</c> changed, or would change.</summary>
internal sealed record AppliedJson(bool Applied, IReadOnlyList<ChangedJson> Changes, IReadOnlyList<SenderWarning> Warnings)
{
    public static AppliedJson Of(IEnumerable<FormChange> changed, IReadOnlyList<SenderWarning> warnings, bool applied) => new(
        applied,
        [.. changed.Select(change => new ChangedJson(change.After.Name.Value, applied ? change.After.Version + 1 : change.After.Version, change.IsNew, change.Lines))],
        warnings);
}

/// <summary>A form that differs; <c>version</c> is the one that is in force now, 0 where there is none yet.</summary>
internal sealed record ChangedJson(string Form, int Version, bool IsNew, IReadOnlyList<FormChangeLine> Keys);
