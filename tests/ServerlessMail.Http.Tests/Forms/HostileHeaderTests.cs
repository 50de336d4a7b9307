using System.Diagnostics;
using CsCheck;
using ServerlessMail.Http.Forms;
using ServerlessMail.Http.Languages;

namespace ServerlessMail.Http.Tests.Forms;

/// <summary>Headers as large as servers let them be, made to be slow: each is read in less than 50 ms.</summary>
public class HostileHeaderTests
{
    /// <summary>Kestrel takes at most this much of all headers together, API Gateway a third of it.</summary>
    private const int Longest = 32 * 1024;

    private static readonly TimeSpan Most = TimeSpan.FromMilliseconds(50);

    private static readonly string[] Units =
        [",", ";", "q=", ";q=0.9", "a/b,", "*/*;", "text/html;q=0.1,", "application/json,", "de,", "de;q=0.5,", "-", "a-", "_", "*", " ", "\"", "9", ".", "q=0.", "zz-zz-zz-zz-zz,"];

    private static readonly Gen<string> Headers =
        from units in Gen.Int[0, Units.Length - 1].Select(i => Units[i]).Array[1, 4]
        from head in Gen.Int[0, Units.Length - 1].Select(i => Units[i])
        select Filled(head, string.Concat(units));

    [Fact]
    public void The_negotiation_reads_them_in_no_time() => Headers.Sample(
        header => IsFast(() => AnswerFormats.Of("", header, header)), iter: 300);

    [Fact]
    public void The_choice_of_language_reads_them_in_no_time() => Headers.Sample(
        header => IsFast(() => LanguageChoice.Of(header, header)), iter: 300);

    private static string Filled(string head, string unit) => head + string.Concat(Enumerable.Repeat(unit, (Longest - head.Length) / unit.Length));

    /// <summary>The fastest of some tries: a machine that is busy with something else is not what is asked about.</summary>
    private static bool IsFast(Action read)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            var start = Stopwatch.GetTimestamp();
            read();
            if (Stopwatch.GetElapsedTime(start) < Most)
                return true;
        }

        return false;
    }
}
