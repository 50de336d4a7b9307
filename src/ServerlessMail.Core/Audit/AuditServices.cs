using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Core.Audit;

public static class AuditServices
{
    /// <summary>The store of messages that everybody gets: the one before <paramref name="inner"/> that seals. Whoever has stores adds theirs by this.</summary>
    public static IServiceCollection AddSealedMessages(this IServiceCollection services, Func<IServiceProvider, IMessageStore> inner)
    {
        services.TryAddSingleton<TrailKey>();
        return services.AddSingleton<IMessageStore>(of => new SealedMessages(
            inner(of), of.GetRequiredService<TrailKey>(), of.GetService<ILogger<SealedMessages>>() ?? Microsoft.Extensions.Logging.Abstractions.NullLogger<SealedMessages>.Instance));
    }
}
