using Tieout.Connect;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>Makes the projects of contracts in the company that invoices them.</summary>
/// <remarks>
/// The number is the contract's, which Business Central keeps unique. What is there is left as it is:
/// people rename projects, and give them tasks and posting groups that the API does not have.
/// </remarks>
internal sealed class BusinessCentralProjects(
    BusinessCentralClient client,
    BusinessCentralCompanies companies
)
{
    private const int NumberMax = 20;
    private const int NameMax = 100;

    public async Task<IReadOnlyList<TargetRecord>> FindAsync(
        ProjectOrder order,
        CancellationToken cancellationToken
    )
    {
        var company = await companies.PathOfAsync(order.LegalEntity, cancellationToken);
        var number = BusinessCentralJson.Quoted(NumberOf(order));
        var list = await client.GetAsync<BusinessCentralList<BusinessCentralProject>>(
            $"{company}/projects?$filter=number eq {number}",
            cancellationToken
        );
        return [.. list.Value.Value.Select(x => Record(order, company, x))];
    }

    public async Task<TargetRecord> WriteAsync(
        ProjectOrder order,
        TargetRecord? found,
        CancellationToken cancellationToken
    )
    {
        if (found is not null)
        {
            return found;
        }

        var company = await companies.PathOfAsync(order.LegalEntity, cancellationToken);
        var name = order.Name.Length <= NameMax ? order.Name : order.Name[..NameMax];
        cancellationToken.ThrowIfCancellationRequested();
        var call = new BusinessCentralCall(
            HttpMethod.Post,
            $"{company}/projects",
            new BusinessCentralProjectBody(NumberOf(order), name)
        );
        var made = await client.WriteAsync<BusinessCentralProject>(call);
        return Record(order, company, made.Value);
    }

    private static TargetRecord Record(
        ProjectOrder order,
        string company,
        BusinessCentralProject project
    ) =>
        new(
            order.Contract.Value,
            $"{company}/projects({project.Id:D})",
            TargetState.Posted,
            project.Number
        );

    private static string NumberOf(ProjectOrder order) =>
        order.Contract.Value.Length <= NumberMax
            ? order.Contract.Value.ToUpperInvariant()
            : throw new ConnectorException(
                ConnectorFault.Refused,
                $"Business Central takes project numbers of {NumberMax} characters; contract "
                    + $"{order.Contract} is longer."
            );
}
