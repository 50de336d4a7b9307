using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ServerlessMail.Benchmarks.ColdStart;

/// <summary>Queues that take everything and answer as SQS does, with the digest that the clients check.</summary>
internal static class StandInQueue
{
    /// <summary>The answer's body; null for an operation that it does not know.</summary>
    public static byte[]? Answer(string operation, ReadOnlyMemory<byte> body)
    {
        if (operation != "SendMessage")
            return null;
        using var request = JsonDocument.Parse(body);
        var text = request.RootElement.GetProperty("MessageBody").GetString() ?? "";
#pragma warning disable CA5351 // SQS answers with MD5, against transmission errors only.
        var digest = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"MessageId":"00000000-0000-4000-8000-000000000000","MD5OfMessageBody":"{{digest}}"}"""));
    }
}
