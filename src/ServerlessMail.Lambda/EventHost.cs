using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using ServerlessMail.Lambda.Sweeper;

namespace ServerlessMail.Lambda;

/// <summary>Runs a function that a queue or a schedule invokes.</summary>
internal static class EventHost
{
    /// <summary>Runs a function that answers which records of a batch failed.</summary>
    public static Task RunAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFunction>(
        FunctionHost host, Func<TFunction, Func<SQSEvent, ILambdaContext, Task<SQSBatchResponse>>> handler)
        where TFunction : class =>
        LambdaBootstrapBuilder.Create(handler(Make<TFunction>(host)), new SourceGeneratorLambdaJsonSerializer<LambdaJson>()).Build().RunAsync();

    /// <summary>Runs a function that has no answer.</summary>
    public static Task RunAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFunction>(
        FunctionHost host, Func<TFunction, Func<Stream, ILambdaContext, Task>> handler)
        where TFunction : class =>
        LambdaBootstrapBuilder.Create(handler(Make<TFunction>(host))).Build().RunAsync();

    private static TFunction Make<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFunction>(FunctionHost host)
        where TFunction : class =>
        host.AddTo(new ServiceCollection()).AddSingleton<ServiceFigures>().AddSingleton<TFunction>().BuildServiceProvider().GetRequiredService<TFunction>();
}
