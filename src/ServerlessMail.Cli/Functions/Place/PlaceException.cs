namespace ServerlessMail.Cli.Functions.Place;

/// <summary>There is no table or queue to work on: what is missing, and what to do.</summary>
internal sealed class PlaceException(string message, params string[] advice) : Exception(message)
{
    public const string WhatToDo =
        "Install Node 20 or later and run 'npm ci' in the repository's tests/, or set AWS_ENDPOINT_URL_DYNAMODB and AWS_ENDPOINT_URL_SQS to emulators that run already.";

    public string[] Advice => advice;
}
