using System.Net;
using Amazon.Runtime;

namespace ServerlessMail.Aws.Ses.Lean;

/// <summary>An error answer of SES; <see cref="AmazonServiceException.ErrorCode"/> is the name of the modelled error.</summary>
internal sealed class AmazonSimpleEmailServiceV2Exception(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonServiceException(message, innerException, errorType, errorCode, requestId, statusCode);
