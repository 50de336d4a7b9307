namespace ServerlessMail.Aws;

/// <summary>Where the service's data are on AWS. Region, endpoints and credentials come from the AWS SDK's own environment variables.</summary>
/// <param name="Table">The name of the DynamoDB table (<c>SMAIL_TABLE</c>).</param>
/// <param name="QueueUrgent">The URL of the SQS queue of the urgent lane (<c>SMAIL_QUEUE_URGENT</c>).</param>
/// <param name="QueueNormal">The URL of the normal lane's queue (<c>SMAIL_QUEUE_NORMAL</c>).</param>
/// <param name="QueueBulk">The URL of the bulk lane's queue (<c>SMAIL_QUEUE_BULK</c>).</param>
/// <param name="QueueFeedback">
/// The URL of the queue that SES's events come through (<c>SMAIL_QUEUE_FEEDBACK</c>); without it nothing can be shown of the feedback, so
/// that uncertain mail ends with an operator.
/// </param>
/// <param name="Bucket">The name of the S3 bucket of attachments (<c>SMAIL_BUCKET</c>); without it forms that take files are closed.</param>
public sealed record AwsOptions(string Table, Uri QueueUrgent, Uri QueueNormal, Uri QueueBulk, Uri? QueueFeedback = null, string? Bucket = null)
{
    /// <summary>Stands for a lane's queue that is not known: nothing is sent to it or read from it.</summary>
    public static readonly Uri NoQueue = new("https://sqs.invalid/none");
}
