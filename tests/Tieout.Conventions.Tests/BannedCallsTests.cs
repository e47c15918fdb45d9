using Tieout.Conventions.Tests.Reading;
using Tieout.Conventions.Tests.Rules;

namespace Tieout.Conventions.Tests;

public sealed class BannedCallsTests
{
    [Fact]
    public void The_list_of_banned_symbols_is_complete_and_every_line_bans_something() =>
        Guard.Holds(BannedSymbols.OfList(List));

    [Fact]
    public void Every_project_is_under_the_list_of_banned_symbols() =>
        Guard.Holds(
            BannedSymbols
                .OfBuild(File("Directory.Build.props"), File("Directory.Packages.props"))
                .Concat(BannedSymbols.OfExemptions(Repository.Files))
        );

    [Fact]
    public void Libraries_write_to_no_terminal_and_end_no_process() =>
        Guard.Holds(BannedCalls.OfLibraries(Repository.Sources));

    [Fact]
    public void Amounts_are_rounded_in_one_folder_only() =>
        Guard.Holds(BannedCalls.OfRounding(Repository.ProductSources));

    [Fact]
    public void Neither_money_nor_time_is_a_binary_fraction() =>
        Guard.Holds(BannedCalls.OfBinaryFractions(Repository.Sources));

    [Fact]
    public void No_port_is_looked_up_and_let_go_before_it_is_used() =>
        Guard.Holds(BannedCalls.OfLentPorts(Repository.Sources));

    [Theory]
    [InlineData("P:System.DateTime.Nowadays; Ask the clock.", "bans nothing")]
    [InlineData("P:System.Environment.NewLine", "what to do instead")]
    [InlineData("P:System.Environment.NewLine;  ", "what to do instead")]
    public void A_line_that_bans_nothing_or_helps_nobody_is_seen(string line, string what) =>
        Guard.Sees(BannedSymbols.OfList(List with { Text = List.Text + line + "\n" }), what);

    [Fact]
    public void A_promise_that_the_list_does_not_keep_is_seen()
    {
        var shorter = List.Lines.Where(line => !line.Contains("NewGuid", StringComparison.Ordinal));

        Guard.Sees(
            BannedSymbols.OfList(List with { Text = string.Join('\n', shorter) }),
            "M:System.Guid.NewGuid is not banned"
        );
    }

    [Fact]
    public void A_build_without_the_list_or_without_the_analyzer_is_seen()
    {
        var build = File("Directory.Build.props");
        var packages = File("Directory.Packages.props");

        Guard.Sees(BannedSymbols.OfBuild(build with { Text = "<Project />" }, packages), "give");
        Guard.Sees(
            BannedSymbols.OfBuild(
                build,
                packages with
                {
                    Text = packages.Text.Replace(
                        "<GlobalPackageReference Include=\"Microsoft.CodeAnalysis.Banned",
                        "<PackageVersion Include=\"Microsoft.CodeAnalysis.Banned",
                        StringComparison.Ordinal
                    ),
                }
            ),
            "the analyzer"
        );
    }

    [Theory]
    [InlineData("a.csproj", "<PropertyGroup><NoWarn>CA1;RS{0}</NoWarn></PropertyGroup>")]
    [InlineData("a.cs", "#pragma warning disable RS{0}")]
    [InlineData("a.cs", "[SuppressMessage(\"ApiDesign\", \"RS{0}\")]")]
    [InlineData(".editorconfig", "dotnet_diagnostic.RS{0}.severity = none")]
    public void A_way_out_of_the_list_is_seen(string path, string text) =>
        Guard.Sees(
            BannedSymbols.OfExemptions([
                new TextFile(path, text.Replace("{0}", "0030", StringComparison.Ordinal)),
            ]),
            "lets itself out"
        );

    [Theory]
    [InlineData("Tieout.Domain", "Console.WriteLine(1)")]
    [InlineData("Tieout.Runtime", "System.Console.Error.Write(1)")]
    [InlineData("Tieout.Connectors", "Environment.Exit(1)")]
    public void A_library_that_acts_as_a_program_is_seen(string project, string call) =>
        Assert.NotEmpty(BannedCalls.OfLibraries([Calling(project, call)]));

    [Theory]
    [InlineData("decimal.Round(1m)")]
    [InlineData("Math.Round(1m, 2)")]
    [InlineData("System.Math.Round(1m, MidpointRounding.ToEven)")]
    public void Rounding_outside_its_folder_is_seen(string call) =>
        Guard.Sees(BannedCalls.OfRounding([Calling("Tieout.Runtime", call)]), "Round");

    [Theory]
    [InlineData("double x = 1;")]
    [InlineData("var x = 0.1;")]
    [InlineData("var x = 1f;")]
    [InlineData("Single x = 1;")]
    public void A_binary_fraction_in_the_domain_is_seen(string statement) =>
        Guard.Sees(
            BannedCalls.OfBinaryFractions([Saying("Tieout.Domain", statement)]),
            "binary fraction"
        );

    [Fact]
    public void A_port_that_is_only_looked_up_is_seen()
    {
        const string lent = "using var l = new TcpListener(IPAddress.Loopback, 0);";

        Guard.Sees(BannedCalls.OfLentPorts([Saying("Tieout.Host", lent)]), "bind port 0");
        Guard.Holds(BannedCalls.OfLentPorts([Saying("Tieout.Host", lent[6..])]));
    }

    private static TextFile List => File(BannedSymbols.ListFile);

    private static TextFile File(string path) => new(path, Repository.Text(path));

    private static SourceFile Calling(string project, string call) =>
        Saying(project, $"_ = {call};");

    private static SourceFile Saying(string project, string statement) =>
        new($"src/{project}/A.cs", $"class A {{ void M() {{ {statement} }} }}");
}
