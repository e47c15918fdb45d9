namespace Tieout.Host.Configuration;

/// <summary>Where the hub takes messages of systems.</summary>
/// <param name="Listen">On this machine; port 0 takes a free one.</param>
/// <param name="Address">How systems reach it; none when that is where it listens.</param>
public sealed record WebhookSettings(Uri Listen, Uri? Address);
