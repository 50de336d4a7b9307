using System.Diagnostics;
using ServerlessMail.Local.Ses.Faults;
using ServerlessMail.Local.Ses.Wire;

namespace ServerlessMail.Local.Ses.Sending;

/// <summary>SendEmail, with the faults that were asked for.</summary>
internal sealed class SendingEndpoint(MailTable mails, FaultPlan faults, TimeProvider time)
{
    public async Task SendAsync(SesExchange exchange)
    {
        if (exchange.Read(SesWireJson.Default.SendEmailBody) is not { } body)
        {
            await exchange.RefuseAsync(SesError.Malformed());
            return;
        }

        if (OutgoingMail.Read(body, out var asked) is { } wrong)
        {
            await exchange.RefuseAsync(wrong);
            return;
        }

        if (faults.First(FaultMoment.Before) is { } before)
        {
            await FailAsync(exchange, before.Kind);
            return;
        }

        var mail = SimulatedMail.Of(asked, time.GetUtcNow());
        if (await mails.TakeAsync(mail, exchange.Region, exchange.Aborted) is { } refused)
            await exchange.RefuseAsync(refused);
        else
            await AnswerAsync(exchange, mail);
    }

    private async Task AnswerAsync(SesExchange exchange, SimulatedMail mail)
    {
        var fault = faults.First(FaultMoment.Answer);
        if (fault?.Kind == FaultKind.Slow)
            await Task.Delay(fault.Delay, time, exchange.Aborted);
        else if (fault is not null)
        {
            await FailAsync(exchange, fault.Kind);
            return;
        }

        await exchange.AnswerAsync(json => json.WriteString("MessageId", mail.SesId));
    }

    private static Task FailAsync(SesExchange exchange, FaultKind kind)
    {
        switch (kind)
        {
            case FaultKind.Throttled:
                return exchange.RefuseAsync(SesError.TooFast());
            case FaultKind.Quota:
                return exchange.RefuseAsync(SesError.DaySpent());
            case FaultKind.ErrorBefore or FaultKind.ErrorAfter:
                return exchange.RefuseAsync(SesError.InternalFailure());
            case FaultKind.ResetBefore or FaultKind.LostAnswer:
                exchange.Context.Abort();
                return Task.CompletedTask;
            default:
                throw new UnreachableException($"{kind} is no way to fail a send.");
        }
    }
}
