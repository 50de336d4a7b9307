using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Audit;

public static class AuditServices
{
    /// <summary>The store of messages that everybody gets: one that seals, before <paramref name="inner"/>; and what works on the trails. Whoever has stores adds theirs by this.</summary>
    public static IServiceCollection AddSealedMessages(this IServiceCollection services, Func<IServiceProvider, IMessageStore> inner)
    {
        services.TryAddSingleton<TrailKey>();
        services.TryAddSingleton<RecordAct>();
        services.TryAddSingleton<SealDay>();
        services.TryAddSingleton<VerifyAudit>();
        services.TryAddSingleton<EraseMessage>();
        return services.AddSingleton<IMessageStore>(of => new SealedMessages(
            inner(of), of.GetRequiredService<TrailKey>(), of.GetService<ILogger<SealedMessages>>() ?? Microsoft.Extensions.Logging.Abstractions.NullLogger<SealedMessages>.Instance));
    }
}
