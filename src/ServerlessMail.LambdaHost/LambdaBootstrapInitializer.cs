namespace ServerlessMail.LambdaHost;

/// <summary>What runs before the first event is asked for; false ends the program without any. As in Amazon.Lambda.RuntimeSupport.</summary>
public delegate Task<bool> LambdaBootstrapInitializer();
