using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.HumanChecks.Altcha;
using ServerlessMail.Testing.Samples;

namespace ServerlessMail.Core.Tests.HumanChecks;

public class AltchaProofTests
{
    private const int Number = 4711;

    private static readonly FormName Contact = FormName.Parse("contact");
    private static readonly DateTimeOffset Now = Service.Start;
    private static readonly AltchaSeal Seal = new(new byte[32]);
    private static readonly AltchaChallenge Challenge = Seal.Sign(new AltchaSalt("000102030405060708090a0b", Now.ToUnixTimeSeconds() + 60, Contact), Number, 100_000);
    private static readonly string Good = AltchaWork.Token(Challenge, Number);
    private static readonly string GoodJson = Encoding.UTF8.GetString(Convert.FromBase64String(Good));

    /// <summary>Bytes of the JSON changed, left out or doubled, and characters of the token likewise.</summary>
    private static readonly Gen<string> Mutated = Gen.OneOf(Mutations(GoodJson).Select(AltchaWork.Base64), Mutations(Good));

    private static readonly Gen<string> Noise = Gen.OneOf(
        Gen.String[0, 3000],
        Gen.Byte.Array[0, 600].Select(Convert.ToBase64String),
        Gen.String[Gen.Char["{}[]\":,0123456789eE+-\\unl "], 0, 60].Select(AltchaWork.Base64),
        Gen.String[Gen.Char["ABCDwxyz0189+/= \n"], 0, 2100]);

    [Fact]
    public void What_was_signed_and_solved_is_good()
    {
        var good = Assert.IsType<AltchaFinding.Good>(Judge(Good));

        Assert.Equal((Challenge.Challenge, Now + TimeSpan.FromSeconds(60)), (good.Challenge, good.Expires));
    }

    [Theory]
    [InlineData("algorithm", "SHA-512")]
    [InlineData("algorithm", "SHA-1")]
    [InlineData("algorithm", "sha-256")]
    [InlineData("algorithm", "PBKDF2/SHA-256")]
    [InlineData("algorithm", "")]
    [InlineData("challenge", "")]
    [InlineData("challenge", "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("signature", "")]
    [InlineData("signature", "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("salt", "")]
    [InlineData("salt", "000102030405060708090a0b?expires=99999999999&form=contact&")]
    public void A_part_that_was_put_in_is_found(string part, string value) => Assert.IsType<AltchaFinding.Wrong>(Judge(With(part, value)));

    [Fact]
    public void A_number_that_is_not_the_one_is_wrong()
    {
        Assert.IsType<AltchaFinding.Wrong>(Judge(With("number", Number + 1)));
        Assert.IsType<AltchaFinding.Wrong>(Judge(With("number", -1)));
        Assert.IsType<AltchaFinding.Wrong>(Judge(With("number", long.MaxValue)));
        Assert.IsType<AltchaFinding.Wrong>(Judge(With("number", "4711")));
        Assert.IsType<AltchaFinding.Wrong>(Judge(AltchaWork.Base64(GoodJson.Replace("4711", "4711.5", StringComparison.Ordinal))));
    }

    [Fact]
    public void Digits_cannot_move_from_the_number_into_the_salt()
    {
        var moved = JsonNode.Parse(GoodJson)!.AsObject(); // it is an object
        moved["salt"] = Challenge.Salt + "4";
        moved["number"] = 711;

        Assert.IsType<AltchaFinding.Wrong>(Judge(AltchaWork.Base64(moved.ToJsonString())));
    }

    [Theory]
    [InlineData("algorithm")]
    [InlineData("challenge")]
    [InlineData("number")]
    [InlineData("salt")]
    [InlineData("signature")]
    public void A_part_that_is_missing_or_null_is_wrong(string part)
    {
        var cut = JsonNode.Parse(GoodJson)!.AsObject(); // it is an object
        cut.Remove(part);
        Assert.IsType<AltchaFinding.Wrong>(Judge(AltchaWork.Base64(cut.ToJsonString())));
        cut[part] = null;
        Assert.IsType<AltchaFinding.Wrong>(Judge(AltchaWork.Base64(cut.ToJsonString())));
    }

    [Fact]
    public void Clients_that_escape_and_order_their_JSON_otherwise_are_understood()
    {
        var turned = JsonNode.Parse(GoodJson)!.AsObject(); // it is an object
        var written = new JsonObject();
        foreach (var (name, value) in turned.Reverse())
            written[name] = value?.DeepClone();

        Assert.Contains("\\u0026", written.ToJsonString(), StringComparison.Ordinal);
        Assert.IsType<AltchaFinding.Good>(Judge(AltchaWork.Base64(written.ToJsonString())));
    }

    [Fact]
    public void Once_its_time_is_over_it_is_expired()
    {
        Assert.IsType<AltchaFinding.Good>(AltchaProof.Judge(Good, Contact, Seal, Now + TimeSpan.FromSeconds(59.9)));
        Assert.IsType<AltchaFinding.Expired>(AltchaProof.Judge(Good, Contact, Seal, Now + TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void No_text_breaks_it_and_none_that_was_not_signed_passes() => Noise.Sample(text => Judge(text) is AltchaFinding.Wrong && IsQuick(text));

    [Fact]
    public void No_change_of_a_good_token_passes_as_another_challenge() => Mutated.Sample(text =>
        (Judge(text) is AltchaFinding.Wrong || Judge(text) is AltchaFinding.Good good && good.Challenge == Challenge.Challenge) && IsQuick(text));

    [Fact]
    public void Only_salts_of_ours_are_read() => Gen.OneOf(Mutations(Challenge.Salt), Gen.String[0, 200]).Sample(text =>
        AltchaSalt.Parse(text) is not { } salt || salt.ToString() == text);

    /// <summary>The best of some runs, so that only the verifier can be slow.</summary>
    private static bool IsQuick(string text)
    {
        for (var tries = 0; tries < 5; tries++)
        {
            var started = Stopwatch.GetTimestamp();
            Judge(text);
            if (Stopwatch.GetElapsedTime(started) < TimeSpan.FromMilliseconds(50))
                return true;
        }

        return false;
    }

    private static AltchaFinding Judge(string token) => AltchaProof.Judge(token, Contact, Seal, Now);

    private static string With(string part, JsonNode value)
    {
        var changed = JsonNode.Parse(GoodJson)!.AsObject(); // it is an object
        changed[part] = value;
        return AltchaWork.Base64(changed.ToJsonString());
    }

    private static Gen<string> Mutations(string text) => Gen.Select(Gen.Int[0, text.Length - 1], Gen.Int[0, 3], Gen.Char["0129aAzZ{}[]\":,\\?&=-.+/\0é\ud800"]).Array[1, 4].Select(changes =>
    {
        var changed = new StringBuilder(text);
        foreach (var (at, kind, by) in changes)
        {
            var place = Math.Min(at, changed.Length);
            if (kind == 0 && place < changed.Length)
                changed[place] = by;
            else if (kind == 1)
                changed.Insert(place, by);
            else if (kind == 2)
                changed.Length = place;
            else if (place < changed.Length)
                changed.Remove(place, 1);
        }

        return changed.ToString();
    });
}
