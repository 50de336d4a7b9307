using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessMail.Core.HumanChecks.Altcha;

/// <summary>Signs challenges, and knows its own again.</summary>
/// <remarks>The key is the secret in hexadecimal digits: other ALTCHA libraries take it as a text, so they can check what this service signed.</remarks>
public sealed class AltchaSeal(ReadOnlyMemory<byte> secret)
{
    public const string Algorithm = "SHA-256";

    private readonly byte[] _key = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(secret.Span));

    /// <summary>The challenge of a salt and a number.</summary>
    public AltchaChallenge Sign(AltchaSalt salt, int number, int maxNumber)
    {
        var text = salt.ToString();
        var challenge = Hash(text, number);
        return new AltchaChallenge(Algorithm, challenge, maxNumber, text, Signature(challenge));
    }

    /// <summary>True when this service set the challenge and the number solves it, in a time that tells nothing of either.</summary>
    public bool Covers(AltchaSolution solution)
    {
        var challenge = Hash(solution.Salt, solution.Number);
        return Same(challenge, solution.Challenge) & Same(Signature(challenge), solution.Signature);
    }

    private static string Hash(string salt, long number) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{salt}{number}"))));

    private string Signature(string challenge) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(challenge)));

    private static bool Same(string ours, string theirs) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(ours.AsSpan()), MemoryMarshal.AsBytes(theirs.AsSpan()));
}
