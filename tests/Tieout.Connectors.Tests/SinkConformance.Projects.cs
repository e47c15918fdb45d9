using Tieout.Connect;

namespace Tieout.Connectors.Tests;

/// <summary>Projects of contracts.</summary>
public abstract partial class SinkConformance
{
    [Fact]
    public async Task A_project_is_made_once_below_its_customer_and_is_named_by_its_documents()
    {
        Assert.SkipUnless(Sink.Capabilities.WritesProjects, "The target keeps no projects.");
        var order = _samples.Order("P1");
        var project = new Delivery.Project(order, IsClosed: false);
        await WriteAsync(_samples.Party());
        Assert.Empty(await Sink.FindAsync(project, Token));

        var made = await WriteAsync(project);
        var renamed = order with { Customer = order.Customer with { Name = "Contoso & Sons Ltd" } };
        var again = await WriteAsync(new Delivery.Project(renamed, IsClosed: false));

        Assert.Equal(made, again);
        Assert.Equal(made, Assert.Single(await Sink.FindAsync(project, Token)));
        var name = await _target.ProjectNameAsync(order.Contract.Value, Token);
        Assert.Equal(order.Name, name);
        var posted = await WriteAsync(_samples.Invoice("A", 10m) with { ContractProject = order });
        Assert.Equal(TargetState.Posted, posted.State);
        Assert.Equal(
            Sink.Capabilities.NamesProjects ? made.ExternalId : null,
            await ProjectOfAsync("A")
        );
    }

    private Task<string?> ProjectOfAsync(string suffix) =>
        _target.ProjectOfAsync(_target.Prefix + suffix, Token);
}
