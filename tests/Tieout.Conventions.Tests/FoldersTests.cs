using Tieout.Conventions.Tests.Reading;
using Tieout.Conventions.Tests.Rules;

namespace Tieout.Conventions.Tests;

public sealed class FoldersTests
{
    [Fact]
    public void Projects_are_divided_by_the_same_five_domains() =>
        Guard.Holds(Folders.Breaches(Repository.ProductSources.Select(source => source.Path)));

    [Theory]
    [InlineData("src/Tieout.Domain/Billing/A.cs")]
    [InlineData("src/Tieout.Runtime/TimeEntry/A.cs")]
    [InlineData("src/Tieout.Runtime/Helpers/A.cs")]
    [InlineData("src/Tieout.Connectors/Invoicing/A.cs")]
    [InlineData("src/Tieout.Unknown/Anything/A.cs")]
    public void Another_name_for_a_domain_is_seen(string path) =>
        Guard.Sees(Folders.Breaches([path]), "neither a service domain");

    [Theory]
    [InlineData("src/Tieout.Domain/Invoicing/Taxes/A.cs")]
    [InlineData("src/Tieout.Runtime/Reconciliation/A.cs")]
    [InlineData("src/Tieout.Connectors/Tryton/A.cs")]
    [InlineData("src/Tieout.Runtime/A.cs")]
    public void A_known_folder_is_let_pass(string path) => Assert.Empty(Folders.Breaches([path]));
}
