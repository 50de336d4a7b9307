using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ServerlessMail.Core.HumanChecks.Altcha;

namespace ServerlessMail.Testing.Samples;

/// <summary>Does a browser's part: it finds the number by trying, and writes the token as the widget does.</summary>
public static class AltchaWork
{
    public static string Solve(AltchaChallenge challenge)
    {
        for (var number = 0; number <= challenge.MaxNumber; number++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{challenge.Salt}{number}");
            if (Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))) == challenge.Challenge)
                return Token(challenge, number);
        }

        throw new InvalidOperationException("No number solves the challenge.");
    }

    public static string Token(AltchaChallenge challenge, long number) => Base64(
        $$"""{"algorithm":"{{challenge.Algorithm}}","challenge":"{{challenge.Challenge}}","number":{{number}},"salt":"{{challenge.Salt}}","signature":"{{challenge.Signature}}","took":12.3}""");

    public static string Base64(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json));
}
