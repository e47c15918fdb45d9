using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>Reads one fact from each row.</summary>
internal interface IRowFormat
{
    /// <summary>Means nothing once the row has a problem.</summary>
    CanonicalFact Read(Row row);
}
