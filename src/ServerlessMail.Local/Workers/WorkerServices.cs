using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServerlessMail.Core.Messages;

namespace ServerlessMail.Local.Workers;

public static class WorkerServices
{
    /// <summary>What works in the background: a sender for each lane, the feedback and the sweeper.</summary>
    public static IServiceCollection AddWorkers(this IServiceCollection services)
    {
        foreach (var lane in Enum.GetValues<Lane>())
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<SendWorker>(provider, lane));
        return services.AddHostedService<FeedbackWorker>().AddHostedService<SweepWorker>();
    }
}
