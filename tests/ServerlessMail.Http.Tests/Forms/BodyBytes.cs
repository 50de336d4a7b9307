using System.Text;
using CsCheck;

namespace ServerlessMail.Http.Tests.Forms;

/// <summary>Bodies as an attacker makes them: noise, and good ones with pieces cut, doubled, moved and overwritten.</summary>
internal static class BodyBytes
{
    public static Gen<byte[]> Noise { get; } = Gen.Byte.Array[0, 200];

    /// <summary>A good body with up to eight mutations.</summary>
    public static Gen<byte[]> Mutated(string good, params string[] spices)
    {
        var tokens = spices.Select(Encoding.UTF8.GetBytes).Append([0]).Append([0xFF]).Append([0xC3]).Append([0xED, 0xA0, 0x80]).ToArray();
        var step = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 10_000], Gen.Int[0, 30], Gen.Int[0, tokens.Length - 1]);
        return step.Array[0, 8].Select(steps => steps.Aggregate(
            Encoding.UTF8.GetBytes(good), (body, edit) => Edit(body, edit.Item1, edit.Item2, edit.Item3, tokens[edit.Item4])));
    }

    private static byte[] Edit(byte[] body, int kind, int place, int length, byte[] token)
    {
        var start = place % (body.Length + 1);
        var end = Math.Min(body.Length, start + length);
        return kind switch
        {
            0 => [.. body[..start], .. body[end..]],
            1 => [.. body[..end], .. body[start..]],
            2 => [.. body[..start], .. token, .. body[start..]],
            _ => [.. body[..start], .. token, .. body[end..]],
        };
    }
}
