using System.Diagnostics.CodeAnalysis;

namespace Tieout.Sandbox.Serving.Json;

/// <summary>A call is refused, and has changed nothing.</summary>
[SuppressMessage(
    "Design",
    "CA1064:Exceptions should be public",
    Justification = "It never leaves the simulator."
)]
internal sealed class JsonRefusalException(JsonAnswer answer) : Exception
{
    /// <summary>In the system's words.</summary>
    public JsonAnswer Answer => answer;
}
