"""What the order table and the mapping screen call the fields of an order."""

from typing import NamedTuple


class Column(NamedTuple):
    """One field as a column of the order table."""

    field: str
    heading: str
    width: int
    """Pixels."""
    always: bool
    """Shown even where no order of the day says anything there."""
    help: str = ""


COLUMNS = (
    Column("customer", "Customer", 180, True),
    Column("address", "Address", 220, True),
    Column("window_start", "From", 85, True, "Earliest time, as in 09:00. Blank: any time."),
    Column("window_end", "Until", 85, True, "Latest time to arrive, as in 12:00."),
    Column("window", "Window", 130, False, "Start and end in one, as in 09:00-12:00."),
    Column("parcels", "Parcels", 100, True, "1 if blank."),
    Column("service_min", "Minutes", 105, True, "At the door, handing over."),
    Column("priority", "Priority", 100, True, "Low, normal, high or critical."),
    Column("notes", "Notes", 220, True),
    Column("phone", "Phone", 130, True),
    Column("latitude", "Latitude", 105, True, "Degrees north, as in 60.1699."),
    Column("longitude", "Longitude", 110, True, "Degrees east, as in 24.9384."),
    Column("position", "Position", 150, False, "Latitude and longitude, as in 60.17, 24.94."),
    Column("weight_kg", "Weight, kg", 115, False),
    Column("volume_l", "Volume, l", 110, False),
    Column("email", "E-mail", 160, False),
    Column("skills", "Needs", 110, False, "What the van must have, as in cooling."),
    Column("release", "Ready from", 110, False, "Earliest time the goods can leave."),
    Column("date", "Date", 120, False, "As the file has it. To move an order, tick it."),
    Column("company", "Company", 130, False),
    Column("products", "Products", 200, False),
    Column("tags", "Tags", 130, False),
    Column("shipping_method", "Shipping method", 150, False),
    Column("driver_class", "Kind of driver", 130, False, "The only one that may take it."),
    Column("type", "Type", 100, False, "Delivery, or return: taken back from the customer."),
    Column("pickup_address", "Fetch from", 200, False, "Where the driver fetches it first."),
    Column("pickup_latitude", "Fetch latitude", 130, False, "Degrees north, as in 60.1699."),
    Column("pickup_longitude", "Fetch longitude", 135, False, "Degrees east, as in 24.9384."),
    Column("pickup_from", "Fetch after", 110, False, "Earliest time there, as in 09:00."),
    Column("pickup_to", "Fetch before", 115, False, "Latest time to arrive there."),
    Column("pickup_minutes", "Minutes there", 125, False, "How long fetching it takes."),
    Column("drivers", "Only with", 120, False, "These drivers only; several with “;” between."),
    Column("not_drivers", "Never with", 120, False, "Not these; several with “;” between."),
    Column("depot", "From depot", 110, False, "The only depot that has the goods."),
    Column("max_late_min", "May be late", 110, False, "By so many minutes, if need be."),
    Column("late_price", "An hour late", 115, False, "What it counts as, against costs."),
)
"""The fields of an order beside its number, in the sequence of the table."""

HEADINGS = {column.field: column.heading for column in COLUMNS} | {"order_id": "Order"}

MAIN_CHOICES = {
    "order_id": "Order number",
    "customer": "Customer",
    "address": "Address in one",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "position": "Latitude and longitude in one",
    "window_start": "Deliver from",
    "window_end": "Deliver until",
    "window": "Delivery window in one",
    "service_min": "Minutes at the door",
    "parcels": "Parcels",
    "notes": "Notes",
}
"""What most files hold, for the mapping screen."""

MORE_CHOICES = {
    "street": "Street",
    "house_number": "House number",
    "address_2": "Flat or floor",
    "postcode": "Postcode",
    "city": "City",
    "state": "State or province",
    "country": "Country",
    "phone": "Phone",
    "email": "E-mail",
    "priority": "Priority",
    "weight_kg": "Weight in kg",
    "weight_g": "Weight in grams",
    "weight_lb": "Weight in pounds",
    "volume_l": "Volume in litres",
    "volume_m3": "Volume in m³",
    "service_s": "Seconds at the door",
    "skills": "Needs (cooling, tail lift …)",
    "release": "Goods ready from",
    "date": "Delivery date",
    "company": "Company",
    "tags": "Tags",
    "products": "Products",
    "shipping_method": "Shipping method",
    "attributes": "Further details",
    "driver_class": "Kind of driver",
    "type": "Type (delivery, return)",
    "pickup_address": "Fetch from, address",
    "pickup_latitude": "Fetch from, latitude",
    "pickup_longitude": "Fetch from, longitude",
    "pickup_from": "Fetch after",
    "pickup_to": "Fetch before",
    "pickup_minutes": "Minutes to fetch it",
    "drivers": "Only these drivers",
    "not_drivers": "Not these drivers",
    "depot": "From depot",
    "max_late_min": "May be late, minutes",
    "late_price": "Price of an hour late",
    "status": "Status (open, pickup, cancelled …)",
}
"""What some files hold."""

ENCODINGS = {
    "utf-8": "UTF-8 (most programs)",
    "cp1252": "Windows, Western Europe (Excel)",
    "latin-1": "Latin-1 (older programs)",
    "utf-16-le": "UTF-16 (“Unicode text”)",
    "utf-16-be": "UTF-16, reversed",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32, reversed",
}


def heading(field: str) -> str:
    """What a person calls the field."""
    return HEADINGS.get(field) or MAIN_CHOICES.get(field) or MORE_CHOICES.get(field) or field
