using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Forms;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Refusals;
using ServerlessMail.Http.Forms.Corrections;

namespace ServerlessMail.Http.Forms;

/// <summary>Takes a post, whatever names its form: reads it, hands it over, and tells what became of it.</summary>
internal sealed partial class TakePost(SubmitForm submit, ReadBody body, WayBackSeal seal, HttpSettings settings, TimeProvider time, ILogger<TakePost> log)
{
    /// <summary>When a visitor may try again after a store could not be reached.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    /// <summary>Reads, judges and answers one post.</summary>
    /// <param name="context">The request.</param>
    /// <param name="caller">Who posts.</param>
    /// <param name="target">Which form it is for, by its body.</param>
    public async Task TakeAsync(HttpContext context, Caller caller, Func<FormBody, PostTarget> target)
    {
        // Until the form's origins are known to forbid it, the page may read what went wrong.
        FormCors.Allow(context.Response, caller);

        var read = await body.ReadAsync(context.Request, context.RequestAborted);
        // What was read in full is taken, even if the visitor closes the page now; so the connection's end does not end it.
        using var deadline = new CancellationTokenSource(settings.IntakeWithin, time);
        var fields = read is FormBody.Read { Fields: var posted } ? posted : [];
        var style = AnswerStyle.Of(context.Request, fields.LastOrDefault(field => field.Name == "_language")?.Value);
        var wanted = target(read);
        var way = await WayBackAsync(caller, wanted, fields, deadline.Token);
        // Posted from our own page of corrections: it is the visitor's page that is judged, and led back to.
        var visitor = way is null ? caller : caller with { OriginHeader = way.Origin, Referer = way.Page };
        var submission = wanted.Form is { } form ? SubmissionOf(form, context.Request.Headers["Formspree-Session-Data"], visitor, read) : null;

        switch (await SubmitAsync(submission, wanted, visitor, deadline.Token))
        {
            case SubmitOutcome.Accepted accepted:
                Accepted(log, accepted.Id);
                await FormAnswers.TakenAsync(context, style, visitor, accepted, ThanksQuery.Of(fields, way));
                break;
            case SubmitOutcome.Refused refused:
                var reason = ReasonCode.Of(refused.Reason);
                Refused(log, reason);
                if (refused.Reason == RefusalReason.ForeignOrigin)
                    FormCors.Deny(context.Response);
                var correction = style.Format == AnswerFormat.Html ? await CorrectionAsync(context, submission, refused, visitor, deadline.Token) : null;
                await FormAnswers.RefusedAsync(context, style, visitor, refused, correction);
                break;
            case null:
                await FormAnswers.UnavailableAsync(context, style, visitor, Soon);
                break;
        }
    }

    /// <summary>Hands the submission over; null when a store could not be reached: then nothing was accepted.</summary>
    private async Task<SubmitOutcome?> SubmitAsync(Submission? submission, PostTarget target, Caller caller, CancellationToken ct)
    {
        try
        {
            if (submission is null)
                return await submit.RefuseUnknownAsync(caller.Address, target.Unknown, ct);
            var outcome = await submit.SubmitAsync(submission, ct);
            return outcome is SubmitOutcome.Refused { Reason: RefusalReason.UnknownForm } ? target.Unknown ?? outcome : outcome;
        }
        catch (Exception fault)
        {
            NotTaken(log, fault.GetType().Name, fault.StackTrace);
            return null;
        }
    }

    /// <summary>The way back to the visitor's page, where the post comes from our own page of corrections; null where it does not.</summary>
    private async Task<WayBack?> WayBackAsync(Caller caller, PostTarget target, ImmutableArray<SubmittedField> fields, CancellationToken ct)
    {
        if (!caller.IsOwnPage || fields.LastOrDefault(field => field.Name == ReservedFields.WayBack) is not { } written)
            return null;
        try
        {
            return await seal.OpenAsync(written.Value, ct) is { } way && way.Form == target.Form ? way : null;
        }
        catch (Exception fault)
        {
            NotSealed(log, fault.GetType().Name, fault.StackTrace);
            return null;
        }
    }

    /// <summary>The form to be corrected and sent again; null where that makes no sense, or cannot be had.</summary>
    private async Task<CorrectionForm?> CorrectionAsync(
        HttpContext context, Submission? submission, SubmitOutcome.Refused refused, Caller visitor, CancellationToken ct)
    {
        if (submission is not { Unreadable: null } || refused.Form is not { } form || !IsWorthAnotherTry(refused.Reason))
            return null;
        var page = visitor.Referer is { } known && form.Allows(FormOrigins.OriginOf(known), visitor.SelfOrigin) ? known : null;
        try
        {
            var way = await seal.SealAsync(new WayBack(form.Name, visitor.Origin, page), ct);
            return CorrectionForm.Of(form, submission, refused.Faults, way, PostedTo.Of(context.Request));
        }
        catch (Exception fault)
        {
            NotSealed(log, fault.GetType().Name, fault.StackTrace);
            return null;
        }
    }

    private static bool IsWorthAnotherTry(RefusalReason reason) => reason is RefusalReason.Invalid or RefusalReason.TooLarge
        or RefusalReason.UnsupportedType or RefusalReason.RateLimited or RefusalReason.Closed
        or RefusalReason.NoPlaceForFiles or RefusalReason.SenderNotAllowed or RefusalReason.Sandbox or RefusalReason.ControlUnusable;

    /// <summary>What is judged of a post.</summary>
    internal static Submission SubmissionOf(FormName form, string? session, Caller caller, FormBody read) => new()
    {
        Form = form,
        Fields = read is FormBody.Read { Fields: var fields } ? fields : [],
        Files = read is FormBody.Read { Files: var files } ? files : [],
        Unreadable = (read as FormBody.Unreadable)?.Refusal,
        Origin = caller.Origin,
        Referer = caller.Referer,
        SessionData = session,
        SelfOrigin = caller.SelfOrigin,
        ClientAddress = caller.Address,
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {MessageId} is accepted.")]
    private static partial void Accepted(ILogger logger, MessageId messageId);

    [LoggerMessage(Level = LogLevel.Information, Message = "A submission is refused: {Reason}.")]
    private static partial void Refused(ILogger logger, string reason);

    // No exception text: it may repeat what a visitor wrote.
    [LoggerMessage(Level = LogLevel.Error, Message = "A submission could not be taken: {Fault}\n{Stack}")]
    private static partial void NotTaken(ILogger logger, string fault, string? stack);

    [LoggerMessage(Level = LogLevel.Error, Message = "A way back could not be sealed or read: {Fault}\n{Stack}")]
    private static partial void NotSealed(ILogger logger, string fault, string? stack);
}
