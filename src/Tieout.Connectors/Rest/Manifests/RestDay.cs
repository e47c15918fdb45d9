using Tieout.Connectors.Files.Layouts;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>A column of a record that has a day.</summary>
internal sealed record RestDay(RestField Field, Column Column);
