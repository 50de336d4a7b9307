using System.Collections.Immutable;
using System.Globalization;
using Amazon.DynamoDBv2.Model;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>
/// A trail as a list of lines, <c>+812 held 0 pause</c>: milliseconds since the id was made, what happened, the attempt, and the reason where
/// there is one. The place in the list is the event's number. A third of what a map per event takes, and a head is billed by the kilobyte.
/// </summary>
internal static class TrailText
{
    public static AttributeValue Of(MessageId id, IEnumerable<TrailEvent> events) => new() { L = [.. events.Select(known => Value.Of(Line(id, known)))] };

    public static ImmutableArray<TrailEvent> Read(MessageId id, List<AttributeValue> lines) => [.. lines.Select((line, index) => Event(id, index + 1, line.S))];

    private static string Line(MessageId id, TrailEvent known)
    {
        var after = known.At.ToUnixTimeMilliseconds() - id.Time.ToUnixTimeMilliseconds();
        var line = string.Create(CultureInfo.InvariantCulture, $"{after:+0;-0;+0} {StoredName.Of(known.Kind)} {known.Attempt}");
        return known.Reason is null ? line : $"{line} {known.Reason}";
    }

    private static TrailEvent Event(MessageId id, int seq, string? line) =>
        line?.Split(' ', 4) is { Length: >= 3 } parts
        && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var after)
        && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var attempt)
            ? new TrailEvent(seq, id.Time.AddMilliseconds(after), StoredName.Read<TrailKind>(parts[1]), attempt, parts.Length == 4 ? parts[3] : null)
            : throw new FormatException($"Event {seq} in the trail of message {id} is malformed.");
}
