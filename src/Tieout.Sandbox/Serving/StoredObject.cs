using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Serving;

/// <summary>One record of a simulated system.</summary>
/// <param name="Kind">The system's own name of the object type.</param>
/// <param name="Id">The system's own id, unique within the kind.</param>
/// <param name="Sequence">In the order in which they were made; 1 is the first of all kinds.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Modified">When it was changed last.</param>
/// <param name="IsDeleted">Kept, as systems with a recycle bin do.</param>
/// <param name="Fields">What the system tells of it.</param>
internal sealed record StoredObject(
    string Kind,
    string Id,
    long Sequence,
    DateTimeOffset Created,
    DateTimeOffset Modified,
    bool IsDeleted,
    JsonObject Fields
);
