using System.Collections.Concurrent;
using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>Finds companies by the name that the settings have for a legal entity.</summary>
internal sealed class BusinessCentralCompanies(
    BusinessCentralOptions options,
    BusinessCentralClient client
)
{
    private readonly ConcurrentDictionary<string, string> _ids = new(StringComparer.Ordinal);

    /// <summary>Every company of the settings once, by name.</summary>
    public IReadOnlyList<string> Names { get; } =
    [.. options.Companies.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What a legal entity's addresses start with: <c>companies(…)</c>.</summary>
    public Task<string> PathOfAsync(
        LegalEntityCode legalEntity,
        CancellationToken cancellationToken
    ) =>
        options.Companies.TryGetValue(legalEntity, out var name)
            ? PathOfAsync(name, cancellationToken)
            : throw new ConnectorException(
                ConnectorFault.Settings,
                $"No company of Business Central is set for legal entity {legalEntity}."
            );

    public async Task<string> PathOfAsync(string name, CancellationToken cancellationToken)
    {
        if (_ids.TryGetValue(name, out var known))
        {
            return known;
        }

        await foreach (
            var page in client.ListAsync<BusinessCentralCompany>("companies", cancellationToken)
        )
        {
            foreach (var company in page)
            {
                _ids[company.Name] = $"companies({company.Id:D})";
            }
        }

        return _ids.TryGetValue(name, out var path)
            ? path
            : throw new ConnectorException(
                ConnectorFault.Settings,
                $"Business Central has no company '{name}', or the application may not see it."
            );
    }

    /// <summary>Proves that a connection's settings work.</summary>
    /// <exception cref="ConnectorException">They do not, and why.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await client.LogInAsync(cancellationToken);
        foreach (var name in Names)
        {
            _ = await PathOfAsync(name, cancellationToken);
        }
    }
}
