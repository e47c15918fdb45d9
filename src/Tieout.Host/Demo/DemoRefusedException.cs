namespace Tieout.Host.Demo;

/// <summary>The demonstration cannot be run as asked; the message says what to do.</summary>
public sealed class DemoRefusedException(string message) : Exception(message);
