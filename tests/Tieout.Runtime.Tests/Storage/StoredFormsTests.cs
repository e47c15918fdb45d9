using System.Text.Json;
using CsCheck;
using NodaTime.Serialization.SystemTextJson;
using Tieout.Domain.Amounts;
using Tieout.Runtime.Storage.Json;

namespace Tieout.Runtime.Tests.Storage;

/// <summary>Dates and amounts are stored as ever, however they are written.</summary>
public sealed class StoredFormsTests
{
    private static readonly JsonSerializerOptions Noda = new JsonSerializerOptions(
        JsonSerializerDefaults.General
    ).ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);

    [Fact]
    public void A_date_of_any_year_is_stored_as_NodaTime_writes_it_and_read_again() =>
        Gen.Int[LocalDate.MinIsoValue.Year, LocalDate.MaxIsoValue.Year]
            .Select(Gen.Int[1, 12], Gen.Int[1, 28])
            .Sample(
                (year, month, day) =>
                {
                    var date = new LocalDate(year, month, day);
                    var text = JsonSerializer.Serialize(date, TieoutJson.Options);
                    Assert.Equal(JsonSerializer.Serialize(date, Noda), text);
                    Assert.Equal(
                        date,
                        JsonSerializer.Deserialize<LocalDate>(text, TieoutJson.Options)
                    );
                }
            );

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("2026-02-09")]
    [InlineData("9999-12-31")]
    public void A_date_is_stored_as_people_write_it_in_ISO_8601(string text)
    {
        var stored = $"\"{text}\"";
        var date = JsonSerializer.Deserialize<LocalDate>(stored, TieoutJson.Options);
        Assert.Equal(stored, JsonSerializer.Serialize(date, TieoutJson.Options));
    }

    [Fact]
    public void An_amount_is_stored_with_every_digit_that_it_has()
    {
        var euro = CurrencyCode.Parse("EUR");
        decimal[] amounts = [0m, 0.00m, -0.5m, 1204.50m, decimal.MaxValue, decimal.MinValue];
        decimal[] smallest = [1e-28m, -1e-28m, -7.9228162514264337593543950335m];
        foreach (var amount in amounts.Concat(smallest))
        {
            var money = new Money(amount, euro);
            var text = JsonSerializer.Serialize(money, TieoutJson.Options);
            Assert.Equal($"\"{money}\"", text);
            Assert.Equal(money, JsonSerializer.Deserialize<Money>(text, TieoutJson.Options));
        }
    }
}
