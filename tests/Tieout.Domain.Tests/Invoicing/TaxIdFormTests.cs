using Tieout.Domain.Invoicing.Taxes;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>Numbers as the tables of the European Commission write them, and near misses.</summary>
public sealed class TaxIdFormTests
{
    [Theory]
    [InlineData("AT", "ATU12345678", "AT12345678")]
    [InlineData("BE", "BE0123456789", "BE2123456789")]
    [InlineData("BG", "BG123456789", "BG12345678")]
    [InlineData("CH", "CHE-123.456.789 MWST", "CHE-123.456.78")]
    [InlineData("CY", "CY12345678L", "CY123456789")]
    [InlineData("CZ", "CZ1234567890", "CZ12345678901")]
    [InlineData("DE", "DE123456789", "123456789")]
    [InlineData("DK", "DK12 34 56 78", "DK1234567")]
    [InlineData("EE", "EE123456789", "EE12345678")]
    [InlineData("ES", "ESX12345678", "ES123456789")]
    [InlineData("FI", "FI12345678", "FI1234567")]
    [InlineData("FR", "FRK7 123456789", "FR12345678")]
    [InlineData("GB", "gb 123 4567 89 012", "GB12345678")]
    [InlineData("GR", "EL123456789", "GR123456789")]
    [InlineData("HR", "HR12345678901", "HR1234567890")]
    [InlineData("HU", "HU12345678", "HU1234567")]
    [InlineData("IE", "IE1+23456A", "IE12345678")]
    [InlineData("IT", "IT12345678901", "IT1234567890")]
    [InlineData("LT", "LT123456789012", "LT1234567890")]
    [InlineData("LU", "LU12345678", "LU1234567")]
    [InlineData("LV", "LV12345678901", "LV1234567890")]
    [InlineData("MT", "MT12345678", "MT1234567")]
    [InlineData("NL", "NL123456789B01", "NL123456789A01")]
    [InlineData("NO", "123 456 789 MVA", "123456789")]
    [InlineData("PL", "PL1234567890", "PL123456789")]
    [InlineData("PT", "PT123456789", "PT12345678")]
    [InlineData("RO", "RO12", "RO1")]
    [InlineData("SE", "SE123456789001", "SE1234567890")]
    [InlineData("SI", "SI12345678", "SI1234567")]
    [InlineData("SK", "SK1234567890", "SK123456789")]
    public void A_registration_is_written_as_its_country_writes_it(
        string country,
        string right,
        string wrong
    )
    {
        Assert.True(TaxIdForm.IsMetBy(country, right));
        Assert.False(TaxIdForm.IsMetBy(country, wrong));
        Assert.False(TaxIdForm.IsMetBy(country, "US12-3456789"));
    }

    [Fact]
    public void Where_no_form_is_known_any_registration_will_do_but_there_has_to_be_one()
    {
        Assert.True(TaxIdForm.IsMetBy("US", "12-3456789"));
        Assert.False(TaxIdForm.IsMetBy("US", null));
        Assert.False(TaxIdForm.IsMetBy("US", " - "));
    }
}
