using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using ServerlessMail.Aws;
using ServerlessMail.Aws.Dynamo;
using ServerlessMail.Cli.Functions.Queues;

namespace ServerlessMail.Cli.Functions.Place;

/// <summary>A table, queues and a bucket as the template makes them on AWS, on emulators: those that the environment names, or our own.</summary>
internal sealed class LocalPlace : IAsyncDisposable
{
    public const string Region = "eu-central-1";
    private const string Table = "serverlessmail";

    /// <summary>The one that the emulator has.</summary>
    private const string Bucket = "attachments";

    private const int MaxReceives = 10;

    /// <summary>For how long a record is hidden: longer than any function takes here, and than a claim lives.</summary>
    private static readonly TimeSpan Hidden = TimeSpan.FromSeconds(20);

    private readonly List<EmulatorProcess> _emulators = [];

    private LocalPlace(Uri dynamo, Uri sqs, Uri s3, AWSCredentials credentials)
    {
        (DynamoEndpoint, SqsEndpoint, S3Endpoint) = (dynamo, sqs, s3);
        // A write is never repeated: Core knows its own.
        Dynamo = new AmazonDynamoDBClient(credentials, new AmazonDynamoDBConfig { ServiceURL = dynamo.AbsoluteUri, AuthenticationRegion = Region, MaxErrorRetry = 0 });
        Sqs = new AmazonSQSClient(credentials, new AmazonSQSConfig { ServiceURL = sqs.AbsoluteUri, AuthenticationRegion = Region });
    }

    public Uri DynamoEndpoint { get; }

    public Uri SqsEndpoint { get; }

    public Uri S3Endpoint { get; }

    public IAmazonDynamoDB Dynamo { get; }

    public IAmazonSQS Sqs { get; }

    /// <summary>True when it is our own emulators, whose data end with them.</summary>
    public bool IsOurs => _emulators.Count > 0;

    public QueueSource Urgent { get; private set; } = None;

    public QueueSource Normal { get; private set; } = None;

    public QueueSource Bulk { get; private set; } = None;

    public QueueSource Feedback { get; private set; } = None;

    public AwsOptions Options => new(Table, new Uri(Urgent.Url), new Uri(Normal.Url), new Uri(Bulk.Url), new Uri(Feedback.Url), Bucket);

    private static QueueSource None => new("", "", "", Region, 0);

    /// <summary>Opens it, and makes what is not there yet.</summary>
    /// <param name="variable">The environment: <c>AWS_ENDPOINT_URL_DYNAMODB</c>, <c>AWS_ENDPOINT_URL_SQS</c> and <c>AWS_ENDPOINT_URL_S3</c>.</param>
    /// <param name="credentials">What it is used with.</param>
    /// <param name="time">The clock of the waits.</param>
    /// <param name="ct">Ends the attempt.</param>
    /// <exception cref="PlaceException">There are no emulators, and none can be started.</exception>
    public static async Task<LocalPlace> OpenAsync(Func<string, string?> variable, AWSCredentials credentials, TimeProvider time, CancellationToken ct)
    {
        var started = new List<EmulatorProcess>();
        LocalPlace? place = null;
        try
        {
            var dynamo = Endpoint(variable, "AWS_ENDPOINT_URL_DYNAMODB") ?? await StartAsync("dynalite.mjs");
            var sqs = Endpoint(variable, "AWS_ENDPOINT_URL_SQS") ?? await StartAsync("sqs.mjs");
            var s3 = Endpoint(variable, "AWS_ENDPOINT_URL_S3") ?? await StartAsync("s3.mjs");
            place = new LocalPlace(dynamo, sqs, s3, credentials);
            place._emulators.AddRange(started);
            await place.MakeAsync(time, ct);
            return place;
        }
        catch
        {
            foreach (var emulator in started)
                await emulator.DisposeAsync();
            place?._emulators.Clear();
            if (place is not null)
                await place.DisposeAsync();
            throw;
        }

        async Task<Uri> StartAsync(string script)
        {
            var tests = EmulatorProcess.Find(Directory.GetCurrentDirectory(), AppContext.BaseDirectory)
                ?? throw new PlaceException("There are no emulators of DynamoDB, SQS and S3: neither the working directory nor this program lies in a checkout with tests/node_modules.", PlaceException.WhatToDo);
            var emulator = await EmulatorProcess.StartAsync(tests, script, time, ct);
            started.Add(emulator);
            return emulator.Endpoint;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Dynamo.Dispose();
        Sqs.Dispose();
        foreach (var emulator in _emulators)
            await emulator.DisposeAsync();
    }

    private static Uri? Endpoint(Func<string, string?> variable, string name) => variable(name) is not { Length: > 0 } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var url) ? url
        : throw new PlaceException($"{name} is not a URL.", "Set it to the emulator's address, or leave it out.");

    private async Task MakeAsync(TimeProvider time, CancellationToken ct)
    {
        try
        {
            await DynamoTable.CreateAsync(Dynamo, Table, time, ct);
        }
        catch (ResourceInUseException)
        {
            // An emulator that was there before may keep what it had.
        }

        Urgent = await QueueAsync("urgent", concurrency: 2, ct);
        Normal = await QueueAsync("normal", concurrency: 2, ct);
        Bulk = await QueueAsync("bulk", concurrency: 2, ct);
        Feedback = await QueueAsync("feedback", concurrency: 1, ct);
    }

    private async Task<QueueSource> QueueAsync(string name, int concurrency, CancellationToken ct)
    {
        var full = $"{Table}-{name}";
        var dead = await ArnAsync(await UrlAsync(full + "-dead", ct), ct);
        var url = await UrlAsync(full, ct);
        await Sqs.SetQueueAttributesAsync(
            new SetQueueAttributesRequest
            {
                QueueUrl = url,
                Attributes = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["VisibilityTimeout"] = ((int)Hidden.TotalSeconds).ToString(CultureInfo.InvariantCulture),
                    ["RedrivePolicy"] = string.Create(CultureInfo.InvariantCulture, $$"""{"deadLetterTargetArn":"{{dead}}","maxReceiveCount":{{MaxReceives}}}"""),
                },
            },
            ct);
        return new QueueSource(full, url, await ArnAsync(url, ct), Region, concurrency);
    }

    /// <summary>The queue of that name, made where it is missing; one that was there keeps its records.</summary>
    private async Task<string> UrlAsync(string name, CancellationToken ct)
    {
        try
        {
            return (await Sqs.GetQueueUrlAsync(name, ct)).QueueUrl;
        }
        catch (QueueDoesNotExistException)
        {
            return (await Sqs.CreateQueueAsync(name, ct)).QueueUrl;
        }
    }

    private async Task<string> ArnAsync(string url, CancellationToken ct) => (await Sqs.GetQueueAttributesAsync(url, ["QueueArn"], ct)).QueueARN;
}
