using System.Text.Json;
using Orleans;
using Orleans.Concurrency;
using Tieout.Domain.Canonical;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Engagements;
using Tieout.Runtime.Intake;
using Tieout.Runtime.Invoicing;
using Tieout.Runtime.Lanes;
using Tieout.Runtime.Storage.Json;

namespace Tieout.EndToEnd.Tests.Serialization;

/// <summary>
/// Everything that is stored in the log or sent between grains comes back as it went: nothing is
/// dropped, zeroed or renamed on the way.
/// </summary>
public sealed class TravellingTypesTests
{
    /// <summary>Roots of what the log stores.</summary>
    private static readonly Type[] Stored =
    [
        typeof(EngagementEvent),
        typeof(ReferenceFact),
        typeof(RouteEvent),
        typeof(LaneEvent),
        typeof(BillingRunEvent),
        typeof(PageTaken),
    ];

    public static TheoryData<string, bool> Types
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var type in Stored.Concat(Sent()).SelectMany(Samples.CasesOf).Distinct())
            {
                data.Add(type.AssemblyQualifiedName!, true);
                data.Add(type.AssemblyQualifiedName!, false);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void It_comes_back_as_it_went(string name, bool isFull)
    {
        var type = Type.GetType(name, throwOnError: true)!;
        var value = Samples.Of(type, isFull);

        var json = JsonSerializer.Serialize(value, type, TieoutJson.Options);
        var back = JsonSerializer.Deserialize(json, type, TieoutJson.Options);

        Assert.Equal(
            Samples.Described(value)?.ToJsonString(),
            Samples.Described(back)?.ToJsonString()
        );
    }

    /// <summary>A case of a union is stored and read by way of the union, too.</summary>
    [Theory]
    [InlineData(typeof(ReferenceFact))]
    [InlineData(typeof(RouteEvent))]
    [InlineData(typeof(LaneEvent))]
    [InlineData(typeof(BillingRunEvent))]
    [InlineData(typeof(EngagementCommand))]
    [InlineData(typeof(Work))]
    [InlineData(typeof(ContractLine))]
    public void Every_case_is_known_by_its_union(Type union)
    {
        Assert.NotEmpty(Samples.CasesOf(union));
        foreach (var one in Samples.CasesOf(union))
        {
            var value = Samples.Of(one, isFull: true);
            var json = JsonSerializer.Serialize(value, union, TieoutJson.Options);
            var back = JsonSerializer.Deserialize(json, union, TieoutJson.Options);
            Assert.Equal(one, back!.GetType());
            Assert.Equal(
                Samples.Described(value)?.ToJsonString(),
                Samples.Described(back)?.ToJsonString()
            );
        }
    }

    /// <summary>Arguments and answers of all grains; answers by reference stay in the process.</summary>
    private static IEnumerable<Type> Sent() =>
        typeof(IEngagementGrain)
            .Assembly.GetTypes()
            .Where(x => x.IsInterface && x.IsAssignableTo(typeof(IGrain)))
            .SelectMany(x => x.GetMethods())
            .SelectMany(x => x.GetParameters().Select(y => y.ParameterType).Append(x.ReturnType))
            .Where(x => x != typeof(Task))
            .Select(x =>
                x.IsGenericType && x.GetGenericTypeDefinition() == typeof(Task<>)
                    ? x.GetGenericArguments()[0]
                    : x
            )
            .Select(x => Nullable.GetUnderlyingType(x) ?? x)
            .Where(x => !x.IsGenericType || x.GetGenericTypeDefinition() != typeof(Immutable<>))
            .Where(x => x.Namespace?.StartsWith("Tieout.", StringComparison.Ordinal) == true);
}
