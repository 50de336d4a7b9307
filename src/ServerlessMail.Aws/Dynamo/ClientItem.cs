using System.Text;
using Amazon.DynamoDBv2.Model;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Aws.Dynamo;

/// <summary>
/// The attributes of a client's item: a counter for each window, <c>n20261124T0400Z_Minute</c>, and for each of its last posts the id of the first,
/// <c>d</c> and the digest. It stays below the kilobyte by which a write is billed.
/// </summary>
internal static class ClientItem
{
    /// <summary>From so many attributes on the item is made smaller, by a write of its own.</summary>
    private const int Most = 16;

    /// <summary>How many of the last posts it then keeps.</summary>
    private const int Kept = 6;

    private const int PlaceLength = 17;

    /// <summary>Where the id of a post's first stands.</summary>
    public static string PlaceOf(ClientPost post) => $"d{post.Digest}";

    /// <summary>Where a window is counted. Names in expressions have letters, digits and underscores.</summary>
    public static string CounterOf(LimitWindow window)
    {
        var name = new StringBuilder("n");
        foreach (var c in window.Name)
            name.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        return name.ToString();
    }

    /// <summary>The id under which a post goes, as far as the item knows.</summary>
    public static MessageId? IdOf(Dictionary<string, AttributeValue>? item, ClientPost post) =>
        item is not null && MessageId.TryParse(item.Text(PlaceOf(post)), out var id) ? id : null;

    /// <summary>What an item that has grown has too much: counters of other windows, what nothing repeats any more, and all but the last posts.</summary>
    public static Dictionary<string, AttributeValue> Excess(Dictionary<string, AttributeValue> item, ClientPost post)
    {
        if (item.Count <= Most)
            return [];
        var place = PlaceOf(post);
        var counter = post.Window is { } window ? CounterOf(window) : null;
        var kept = item
            .Where(attribute => IsPlace(attribute.Key) && MessageId.TryParse(attribute.Value.S, out var first) && post.Repeats(first))
            .OrderByDescending(attribute => attribute.Value.S, StringComparer.Ordinal)
            .Take(Kept)
            .Select(attribute => attribute.Key)
            .ToHashSet(StringComparer.Ordinal);
        return item
            .Where(attribute => (IsPlace(attribute.Key) || IsCounter(attribute.Key)) && attribute.Key != place && attribute.Key != counter && !kept.Contains(attribute.Key))
            .ToDictionary(StringComparer.Ordinal);
    }

    private static bool IsPlace(string name) => name.Length == PlaceLength && name[0] == 'd';

    private static bool IsCounter(string name) => name.Length > 1 && name[0] == 'n';
}
