namespace Tieout.Conventions.Tests.Reading;

/// <summary>A convention that is not kept, and where.</summary>
internal sealed record Breach(string Where, string What)
{
    public override string ToString() => $"{Where}: {What}";
}
