using Tieout.Conventions.Tests.Reading;
using Tieout.Conventions.Tests.Rules;

namespace Tieout.Conventions.Tests;

public sealed class LayeringTests
{
    [Fact]
    public void Every_project_references_only_what_it_may() =>
        Guard.Holds(Layering.Breaches(Repository.Projects));

    [Fact]
    public void The_table_allows_nothing_that_nobody_uses() =>
        Guard.Holds(Layering.Unused(Repository.Projects));

    [Theory]
    [InlineData("Tieout.Domain", "ProjectReference", "../Tieout.Runtime/Tieout.Runtime.csproj")]
    [InlineData("Tieout.Domain", "PackageReference", "Microsoft.Orleans.Sdk")]
    [InlineData("Tieout.Connect", "ProjectReference", "..\\Tieout.Host\\Tieout.Host.csproj")]
    [InlineData("Tieout.Connectors", "ProjectReference", "../Tieout.Runtime/Tieout.Runtime.csproj")]
    [InlineData("Tieout.Runtime", "ProjectReference", "../Tieout.Sandbox/Tieout.Sandbox.csproj")]
    [InlineData("Tieout.Sandbox", "PackageReference", "Npgsql")]
    public void A_reference_that_points_back_is_seen(string name, string element, string include)
    {
        var project = Project(name, $"""<{element} Include="{include}" />""");

        var named = include.Replace('\\', '/').Split('/')[^1].Replace(".csproj", "");
        Guard.Sees(Layering.Breaches([project]), named);
    }

    [Fact]
    public void A_project_that_the_table_does_not_know_is_seen() =>
        Guard.Sees(Layering.Breaches([Project("Tieout.Magic", "")]), "has no line");

    [Fact]
    public void A_permission_that_nobody_uses_is_seen() =>
        Assert.Contains(
            Layering.Unused([.. Repository.Projects.Where(x => x.Name != "Tieout.Cli")]),
            breach => breach.Where == "Tieout.Cli"
        );

    private static ProjectFile Project(string name, string item) =>
        new(
            $"src/{name}/{name}.csproj",
            $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>{item}</ItemGroup></Project>"""
        );
}
