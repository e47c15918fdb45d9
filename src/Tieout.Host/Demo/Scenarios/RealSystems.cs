namespace Tieout.Host.Demo.Scenarios;

/// <summary>A Redmine and a Tryton that somebody offers for a rehearsal.</summary>
/// <remarks>
/// What is secret comes from the environment, by the names here, and so is named in the hub's configuration.
/// </remarks>
/// <param name="Redmine">Its address.</param>
/// <param name="Tryton">Address of the server, without the database.</param>
/// <param name="Database">A database of Tryton's that no hub has written to.</param>
/// <param name="Login">The user there.</param>
public sealed record RealSystems(Uri Redmine, Uri Tryton, string Database, string Login)
{
    /// <summary>Has the API key of an administrator of Redmine.</summary>
    public const string RedmineKey = "REDMINE_KEY";

    /// <summary>Has the password of the user of Tryton.</summary>
    public const string TrytonPassword = "TRYTON_PASSWORD";

    /// <summary>What a variable of the environment has.</summary>
    /// <exception cref="DemoRefusedException">It is not set.</exception>
    internal static string Secret(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } secret
            ? secret
            : throw new DemoRefusedException($"The environment variable {name} is not set.");
}
