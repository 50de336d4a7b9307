using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessMail.Core.Messages;
using ServerlessMail.Core.Secrets;

namespace ServerlessMail.Core.Audit;

public static class AuditServices
{
    /// <summary>The store of messages that everybody gets: one that seals, before <paramref name="inner"/>; and what works on the trails. Whoever has stores adds theirs by this.</summary>
    public static IServiceCollection AddSealedMessages(this IServiceCollection services, Func<IServiceProvider, IMessageStore> inner)
    {
        services.TryAddSingleton(of => new TrailKey(of.GetRequiredService<ISecretStore>()));
        services.TryAddSingleton<RecordAct>();
        services.TryAddSingleton<SealDay>();
        services.TryAddSingleton<VerifyAudit>();
        services.TryAddSingleton<EraseMessage>();
        return services.AddSingleton<IMessageStore>(of => new SealedMessages(
            inner(of),
            of.GetRequiredService<TrailKey>(),
            (of.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger<SealedMessages>()));
    }
}
