using ServerlessMail.Benchmarks.ColdStart.Contestants;
using ServerlessMail.Benchmarks.ColdStart.Runs;
using ServerlessMail.Benchmarks.Reporting;

namespace ServerlessMail.Benchmarks.ColdStart;

/// <summary>How long does the visitor of a quiet site wait, and what does the api function take beside programs that do the same?</summary>
/// <param name="programs">Where the published programs are, or go to, and stay; null: into a folder that goes with the run.</param>
/// <param name="compared">Folders with published programs that are measured against each other instead of the peers, the last against those before it.</param>
internal sealed class LambdaBenchmark(string? programs, IReadOnlyList<string> compared) : IBenchmark
{
    public string Name => "lambda";

    public async Task<IReadOnlyList<Measurement>> RunAsync(bool isSmoke, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("smail-lambda-").FullName;
        try
        {
            var offers = compared.Count > 0 ? Programs.Published(compared) : isSmoke ? await Field.QuickAsync(folder, ct) : await Field.WholeAsync(folder, programs ?? folder, ct);
            using var certificate = TrustedCertificate.Create(folder, TimeProvider.System);
            await using var aws = await StandInAws.StartAsync(certificate.Server, ct);
            await PreparedTable.FillAsync(aws, ct);

            var rounds = new Rounds(new Surroundings(aws, certificate), [.. offers.Select(offer => offer.Contestant).OfType<Contestant>()]);
            var size = isSmoke ? RoundSize.Smoke : RoundSize.Whole;
            await rounds.ColdAsync(size.Unmeasured, size.Cold, ct);
            await rounds.WarmAsync(size.Warm, size.WarmUp, size.Posts, ct);
            return new LambdaTables(offers, rounds, size, isSmoke).All();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
